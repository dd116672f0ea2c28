"""What is this object?"""
from firearmskit.identification.identifying import *
from firearmskit.identification.features import answers, features, label
